"""What every peer script shares: its process environment, SGEMM beside each figure, one JSON line per measurement.

Nothing here imports torch at module level: thread counts and allocator settings are read when the libraries load, so
`prepare` must run first. It puts them in the environment and starts the script again.
"""
import argparse, json, os, resource, statistics, sys, time

# What `--malloc` can mean. glibc maps each block above 32 MiB anew and gives it back when freed, and trims the heap's
# end likewise: a training step then pays a page fault for every 4 KiB it touches. `tuned` stops both.
MALLOC = {
    "default": {},
    "tuned": {"GLIBC_TUNABLES": "glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=17179869184"
                                ":glibc.malloc.top_pad=67108864"},
    "tuned+hugepages": {"GLIBC_TUNABLES": "glibc.malloc.mmap_max=0:glibc.malloc.trim_threshold=17179869184"
                                          ":glibc.malloc.top_pad=67108864:glibc.malloc.hugetlb=1"},
}

# name: layers, width, heads, batch, length
SIZES = {"5M": (6, 256, 8, 128, 32), "18.9M": (6, 512, 8, 128, 32), "nano": (3, 64, 4, 256, 20),
         "70M": (6, 512, 8, 64, 64)}
LONGEST = 128                                                           # positions of every model


def vocabulary(size):
    return 50304 if size == "70M" else 64


def options(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--malloc", default="default", help=" | ".join(MALLOC) + " | VAR=VALUE[,VAR=VALUE...]")
    parser.add_argument("--blas", help="folder of the libblas.so.3 to use, or libraries to preload (libgomp.so.1:libmkl_rt.so)")
    parser.add_argument("--seconds", type=float, default=6, help="how long to repeat the work in all")
    parser.add_argument("--patience", type=float, default=0, help="seconds to wait for a quiet machine; 0: don't")
    parser.add_argument("--size", choices=SIZES, default="5M")
    return parser


def prepare(args):
    """Restarts this script once, with the environment that the arguments ask for."""
    malloc = MALLOC.get(args.malloc)
    if malloc is None:
        malloc = dict(pair.split("=", 1) for pair in args.malloc.split(","))
    threads = str(args.threads)
    wanted = {"OMP_NUM_THREADS": threads, "MKL_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads,
              "MKL_THREADING_LAYER": "GNU", **malloc}
    if "PEER_PREPARED" not in os.environ:
        if args.blas:
            variable = "LD_LIBRARY_PATH" if os.path.isdir(args.blas) else "LD_PRELOAD"
            wanted[variable] = ":".join(filter(None, [args.blas, os.environ.get(variable)]))
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **wanted, "PEER_PREPARED": "yes"})
    import torch
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)


def blas_name():
    """The BLAS in use, read off the libraries mapped into this process (call it after a first product)."""
    mapped = {line.split()[-1] for line in open("/proc/self/maps")}
    if any("libmkl_rt" in path for path in mapped):
        return "MKL"
    kernels = os.environ.get("BLIS_ARCH_TYPE") or os.environ.get("OPENBLAS_CORETYPE")
    for path in sorted(mapped):
        if "libblas.so" in path:  # Debian keeps each BLAS in a folder of its name
            return os.path.basename(os.path.dirname(path)) + (f" ({kernels})" if kernels else "")
    return "built in"


def malloc_name(args):
    mapped = open("/proc/self/maps").read()
    return next((name for name in ("jemalloc", "tcmalloc", "mimalloc") if name in mapped), args.malloc)


def repeat(work, seconds, at_least=3):
    """Seconds taken by each call of `work`: with one thread CPU seconds, which busy neighbours hardly move."""
    import torch
    clock = time.process_time if torch.get_num_threads() == 1 else time.perf_counter
    times, end = [], clock() + seconds
    while len(times) < at_least or clock() < end:
        start = clock()
        work()
        times.append(clock() - start)
    return times


def sgemm(n, seconds=0.15):
    """GFLOP/s of n×n float32 products: (median, best)."""
    import torch
    a, b, out = torch.randn(n, n), torch.randn(n, n), torch.empty(n, n)
    torch.mm(a, b, out=out)
    times = repeat(lambda: torch.mm(a, b, out=out), seconds)
    gflop = 2 * n ** 3 / 1e9
    return round(gflop / statistics.median(times), 1), round(gflop / min(times), 1)


class CpuUse:
    """How many cores this process, and everything else, kept busy since the object was made."""

    def __init__(self):
        self.machine, self.own, self.start = self.busy(), time.process_time(), time.perf_counter()

    def now(self):
        wall, own = time.perf_counter() - self.start, time.process_time() - self.own
        return own / wall, max(0, self.busy() - self.machine - own) / wall

    @staticmethod
    def busy():
        user, nice, system, _, _, irq, softirq, steal = map(int, open("/proc/stat").readline().split()[1:9])
        return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")


def burst(work, seconds):
    """SGEMM, about `seconds` of `work`, SGEMM again: short enough to fit between what others do on a shared machine."""
    use, before = CpuUse(), {n: sgemm(n)[0] for n in (1024, 2048)}
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    times = repeat(work, seconds, at_least=1)
    faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - faults
    after = {n: sgemm(n)[0] for n in (1024, 2048)}
    own, others = use.now()
    return {"times": times, "faults": faults, "own": own, "others": others, "before": before, "after": after}


def spare_cores(args):
    """How many cores others may use without spoiling a measurement; with one thread we count CPU seconds anyway."""
    return os.cpu_count() if args.threads == 1 else os.cpu_count() - args.threads + 0.1


def wait_for_quiet(spare, deadline):
    """Sleeps until others use at most `spare` cores, or the deadline has passed."""
    while time.time() < deadline:
        use = CpuUse()
        time.sleep(0.3)
        if use.now()[1] <= spare:
            return


def measure(what, args, work, amount, unit, warmup=2, **extra):
    """Times `work` in bursts until `args.seconds` of it are in. The JSON line's value is the median, best the fastest.

    With `--patience`, bursts start when the cores they need are idle, and those that others disturbed are dropped.
    """
    spare = spare_cores(args)
    for _ in range(warmup):
        work()
    kept, dropped, deadline = [], [], time.time() + args.patience
    while sum(sum(each["times"]) for each in kept) < args.seconds:
        wait_for_quiet(spare, deadline)
        each = burst(work, 1.2)
        (kept if each["others"] <= spare or not args.patience else dropped).append(each)
        if args.patience and time.time() > deadline:
            break
    bursts = kept or [min(dropped, key=lambda each: each["others"])]
    times = [seconds for each in bursts for seconds in each["times"]]
    return {
        "what": what, "size": args.size, "threads": args.threads, "blas": blas_name(), "malloc": malloc_name(args),
        "value": rounded(amount / statistics.median(times)), "best": rounded(amount / min(times)), "unit": unit,
        "sgemm_gflops": {str(n): [round(statistics.median(each[when][n] for each in bursts), 1)
                                  for when in ("before", "after")] for n in (1024, 2048)},
        "repetitions": len(times), "page_faults": sum(each["faults"] for each in bursts) // len(times),
        "own_cores": round(statistics.median(each["own"] for each in bursts), 2),
        "other_cores": round(max(each["others"] for each in bursts), 2), "bursts_dropped": len(dropped), **extra}


def rounded(value):
    return round(value) if value >= 100 else round(value, 2)


def report(line):
    print(json.dumps(line), flush=True)

"""The machine's yardstick: float32 matrix product, GFLOP/s, as PyTorch reaches it."""
import time
import common

args = common.options(__doc__).parse_args()
common.prepare(args)
for n in (1024, 2048):
    common.sgemm(n)
    common.wait_for_quiet(common.spare_cores(args), time.time() + args.patience)
    use = common.CpuUse()
    median, best = common.sgemm(n, args.seconds / 2)
    common.report({"what": "sgemm", "size": n, "threads": args.threads, "blas": common.blas_name(),
                   "malloc": args.malloc, "value": median, "best": best, "unit": "GFLOP/s",
                   "other_cores": round(use.now()[1], 2)})

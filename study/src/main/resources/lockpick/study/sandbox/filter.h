/* The system calls that a process in the sandbox may not make (docs/design/sandbox.md). */
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#else
#error "the sandbox knows the system calls of x86-64 and ARM64 only"
#endif

#define REFUSED(error) (SECCOMP_RET_ERRNO | (error))
#define KILLED SECCOMP_RET_KILL_PROCESS
#define NAMESPACES (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)
#define TO_WRITE (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

struct rule {
    long call;
    unsigned answer;
};

/* For compilers and programs alike: other processes, namespaces, mounts, keys, networks, memory that outlives its
   process, and doors into the kernel that have often stood open. */
static const struct rule never[] = {
    {SYS_ptrace, REFUSED(EPERM)}, {SYS_process_vm_readv, REFUSED(EPERM)}, {SYS_process_vm_writev, REFUSED(EPERM)},
    {SYS_kcmp, REFUSED(EPERM)}, {SYS_add_key, REFUSED(EPERM)}, {SYS_request_key, REFUSED(EPERM)},
    {SYS_keyctl, REFUSED(EPERM)}, {SYS_unshare, REFUSED(EPERM)}, {SYS_setns, REFUSED(EPERM)},
    {SYS_mount, REFUSED(EPERM)}, {SYS_umount2, REFUSED(EPERM)}, {SYS_pivot_root, REFUSED(EPERM)},
    {SYS_chroot, REFUSED(EPERM)}, {SYS_bpf, REFUSED(EPERM)}, {SYS_perf_event_open, REFUSED(EPERM)},
    {SYS_userfaultfd, REFUSED(EPERM)}, {SYS_name_to_handle_at, REFUSED(EPERM)},
    {SYS_open_by_handle_at, REFUSED(EPERM)}, {SYS_fanotify_init, REFUSED(EPERM)}, {SYS_kexec_load, REFUSED(EPERM)},
    {SYS_init_module, REFUSED(EPERM)}, {SYS_finit_module, REFUSED(EPERM)}, {SYS_delete_module, REFUSED(EPERM)},
    {SYS_reboot, REFUSED(EPERM)}, {SYS_swapon, REFUSED(EPERM)}, {SYS_swapoff, REFUSED(EPERM)},
    {SYS_sethostname, REFUSED(EPERM)}, {SYS_setdomainname, REFUSED(EPERM)}, {SYS_acct, REFUSED(EPERM)},
    {SYS_quotactl, REFUSED(EPERM)}, {SYS_syslog, REFUSED(EPERM)}, {SYS_personality, REFUSED(EPERM)},
    {SYS_settimeofday, REFUSED(EPERM)}, {SYS_clock_settime, REFUSED(EPERM)}, {SYS_adjtimex, REFUSED(EPERM)},
    {SYS_clock_adjtime, REFUSED(EPERM)}, {SYS_socket, REFUSED(EPERM)}, {SYS_shmget, REFUSED(EPERM)},
    {SYS_semget, REFUSED(EPERM)}, {SYS_msgget, REFUSED(EPERM)}, {SYS_mq_open, REFUSED(EPERM)},
    {SYS_memfd_create, REFUSED(EPERM)}, {SYS_splice, REFUSED(EPERM)}, {SYS_tee, REFUSED(EPERM)},
    {SYS_vmsplice, REFUSED(EPERM)}, {SYS_setpriority, REFUSED(EPERM)}, {SYS_ioprio_set, REFUSED(EPERM)},
    {SYS_sched_setparam, REFUSED(EPERM)}, {SYS_sched_setscheduler, REFUSED(EPERM)},
    {SYS_sched_setattr, REFUSED(EPERM)}, {SYS_sched_setaffinity, REFUSED(EPERM)}, {SYS_mbind, REFUSED(EPERM)},
    {SYS_set_mempolicy, REFUSED(EPERM)}, {SYS_migrate_pages, REFUSED(EPERM)}, {SYS_move_pages, REFUSED(EPERM)},
    {SYS_clone3, REFUSED(ENOSYS)}, /* its flags are out of a filter's sight; the C library then calls clone */
#ifdef __x86_64__
    {SYS_iopl, REFUSED(EPERM)}, {SYS_ioperm, REFUSED(EPERM)}, {SYS_modify_ldt, REFUSED(EPERM)},
#endif
};

/* Added after the tables of older C libraries were made; the numbers are the same on every machine. */
enum { FIRST_NEWER = 424, CLOSE_RANGE = 436, FACCESSAT2 = 439, EPOLL_PWAIT2 = 441, FUTEX_WAITV = 449 };

/* For tested programs, which may not write files. What makes or changes a file ends the program, so that the grade
   can say why; the rest just fails. */
static const struct rule writes[] = {
    {SYS_mkdirat, KILLED}, {SYS_mknodat, KILLED}, {SYS_symlinkat, KILLED}, {SYS_linkat, KILLED},
    {SYS_renameat2, KILLED}, {SYS_truncate, KILLED}, {SYS_unlinkat, REFUSED(EPERM)}, {SYS_fchmodat, REFUSED(EPERM)},
    {SYS_fchownat, REFUSED(EPERM)}, {SYS_utimensat, REFUSED(EPERM)}, {SYS_setxattr, REFUSED(EPERM)},
#ifdef SYS_renameat
    {SYS_renameat, KILLED},
#endif
#ifdef __x86_64__
    {SYS_creat, KILLED}, {SYS_mkdir, KILLED}, {SYS_mknod, KILLED}, {SYS_symlink, KILLED}, {SYS_link, KILLED},
    {SYS_rename, KILLED}, {SYS_unlink, REFUSED(EPERM)}, {SYS_rmdir, REFUSED(EPERM)}, {SYS_chmod, REFUSED(EPERM)},
    {SYS_chown, REFUSED(EPERM)}, {SYS_lchown, REFUSED(EPERM)}, {SYS_fork, REFUSED(EPERM)},
    {SYS_vfork, REFUSED(EPERM)},
#endif
};

#define MAX_INSTRUCTIONS 400

struct filter {
    struct sock_filter code[MAX_INSTRUCTIONS];
    unsigned short length;
};

static void add(struct filter *filter, struct sock_filter instruction) {
    filter->code[filter->length++] = instruction;
}

static void add_rule(struct filter *filter, long call, unsigned answer) {
    add(filter, (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned) call, 0, 1));
    add(filter, (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, answer));
}

/* Answers a call when an argument has any of the bits, or, if when_set is 0, none of them. */
static void add_argument_rule(struct filter *filter, long call, int argument, unsigned bits, int when_set, unsigned answer) {
    unsigned offset = (unsigned) offsetof(struct seccomp_data, args) + 8u * (unsigned) argument;
    add(filter, (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned) call, 0, 4));
    add(filter, (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
    add(filter, (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, when_set ? 0 : 1, when_set ? 1 : 0));
    add(filter, (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, answer));
    add(filter, (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
}

/* Installs the filter in this process for good; returns 0, or -1 with errno. */
static int forbid_system_calls(int tested_program) {
    static struct filter filter;
    filter.length = 0;
    add(&filter, (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)));
    add(&filter, (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0));
    add(&filter, (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, REFUSED(ENOSYS)));
    add(&filter, (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)));
    add_rule(&filter, SYS_read, SECCOMP_RET_ALLOW);
    add_rule(&filter, SYS_write, SECCOMP_RET_ALLOW);
    add_rule(&filter, CLOSE_RANGE, SECCOMP_RET_ALLOW);
    add_rule(&filter, FACCESSAT2, SECCOMP_RET_ALLOW);
    add_rule(&filter, EPOLL_PWAIT2, SECCOMP_RET_ALLOW);
    add_rule(&filter, FUTEX_WAITV, SECCOMP_RET_ALLOW);
    /* Everything newer, io_uring and openat2 with it, and the calls of x32 is as on an older kernel. */
    add_argument_rule(&filter, SYS_prlimit64, 0, ~0u, 1, REFUSED(EPERM));
    add_argument_rule(&filter, SYS_clone, 0, NAMESPACES, 1, REFUSED(EPERM));
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        add_rule(&filter, never[i].call, never[i].answer);
    }
    if (tested_program) {
        add_argument_rule(&filter, SYS_clone, 0, CLONE_THREAD, 0, REFUSED(EPERM));
        add_argument_rule(&filter, SYS_openat, 2, TO_WRITE, 1, KILLED);
#ifdef __x86_64__
        add_argument_rule(&filter, SYS_open, 1, TO_WRITE, 1, KILLED);
#endif
        for (size_t i = 0; i < sizeof writes / sizeof *writes; i++) {
            add_rule(&filter, writes[i].call, writes[i].answer);
        }
    }
    add(&filter, (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_NEWER, 0, 1));
    add(&filter, (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, REFUSED(ENOSYS)));
    add(&filter, (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
    struct sock_fprog program = {.len = filter.length, .filter = filter.code};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

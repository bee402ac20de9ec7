/* What the self-test runs as a tested program: prints the doors that it finds open, then "done". */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MORE_THAN_ALLOWED ((size_t) 1 << 30)

static void want(int closed, const char *door) {
    if (!closed) {
        puts(door);
    }
}

static int root_is_empty(void) {
    DIR *root = opendir("/");
    if (!root) {
        return 0;
    }
    for (struct dirent *entry; (entry = readdir(root));) {
        if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..") && strcmp(entry->d_name, "runner")) {
            return 0;
        }
    }
    return 1;
}

static int forks(void) {
    pid_t child = fork();
    if (child == 0) {
        _exit(0);
    }
    return child > 0;
}

int main(int count, char **words) {
    if (count > 1 && !strcmp(words[1], "write")) {
        return open("/written", O_WRONLY | O_CREAT, 0600);
    }
    if (count > 1 && !strcmp(words[1], "spin")) {
        for (volatile int i = 0;; i++) {
        }
    }
    want(getuid() != 0 || geteuid() != 0, "it is root");
    want(setuid(0) != 0, "it can become root");
    want(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1, "it can gain privileges");
    want(root_is_empty(), "it sees files");
    want(access("/proc/self", F_OK) != 0, "it sees /proc");
    want(socket(AF_INET, SOCK_STREAM, 0) < 0, "it can open sockets");
    want(!forks(), "it can start processes");
    want(kill(1, 0) != 0 || getpid() < 100, "it sees the machine's processes");
    want(ptrace(PTRACE_ATTACH, 1, 0, 0) != 0, "it can trace processes");
    want(syscall(SYS_prlimit64, 1, RLIMIT_NOFILE, NULL, NULL) != 0, "it can limit the runner");
    want(unshare(CLONE_NEWUSER) != 0, "it can make namespaces");
    want(mount("none", "/", "tmpfs", 0, NULL) != 0, "it can mount");
    want(syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_USER_KEYRING, 0) < 0, "it can use kernel keyrings");
    want(mmap(NULL, MORE_THAN_ALLOWED, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED,
         "it has unlimited memory");
    puts("done");
    return 0;
}

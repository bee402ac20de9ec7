#include <bits/stdc++.h>
#include <dirent.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static bool held = true;
static char *volatile kept;

static void door(const char *name) {
    held = false;
    printf("door: %s\n", name);
}

static void door_if(bool open, const char *name) {
    if (open) door(name);
}

[[maybe_unused]] static void *wait_forever(void *) { for (;;) pause(); }

[[maybe_unused]] static void *spin_forever(void *) { for (volatile long i = 0;; i++) {} }

[[maybe_unused]] static int recurse(volatile int depth) {
    volatile char frame[4096];
    frame[0] = (char) depth;
    return recurse(depth + 1) + frame[0];
}

[[maybe_unused]] static bool vfork_works() {
    pid_t child = vfork();
    if (child == 0) _exit(0);
    return child > 0;
}

static void attack() {
ATTACK
}

int main() {
    char word[8] = "";
    ssize_t length = read(0, word, 7);
    if (length == 7 && !memcmp(word, "attack\n", 7)) {
        attack();
        if (held) puts("held");
    } else {
        puts("fine");
    }
}

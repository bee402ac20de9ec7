/*
 * Runs commands inside the sandbox, one after another, as its process 1. It reads requests from its standard input and
 * writes an answer to each to its standard output; Box.java has the other end. Integers are big-endian.
 *
 *   runner UID MEMORY FILES THREADS TESTED    limits in bytes; UID 0: keep ours; TESTED 1: no files, no processes
 *   request: 'P' strings: arguments, bytes: program (none: the first argument is a path), bytes: what descriptor 3 holds
 *            'R' u32: CPU time, wall time, in ms, u32: bytes of output, of errors; bytes: input; bytes: path of a result
 *   answer:  u8 ending, u32 code, u64 CPU time, u64 wall time, in microseconds; bytes: output, errors, result
 *
 * Between two commands every other process is killed. A process in the sandbox cannot reach this one: process 1 takes no
 * signals from its namespace, there is no /proc, and filter.h forbids what else there is.
 */
#define _GNU_SOURCE
#include "filter.h"
#include <arpa/inet.h>
#include <endian.h>
#include <grp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum ending { EXITED, SIGNALLED, OUT_OF_CPU_TIME, OUT_OF_WALL_TIME, TOO_MUCH_OUTPUT, NOT_STARTED };

#define STACK ((rlim_t) 64 << 20)
#define MAX_ARGUMENTS 64
#define MAX_BYTES (1u << 30)
#define MAX_RESULT (256 << 20)

static uid_t uid;
static rlim_t memory, files, threads;
static int tested;

static char *arguments[MAX_ARGUMENTS + 1];
static int image = -1, extra = -1; /* the program and what its descriptor 3 reads, in memory */

struct bytes {
    char *start;
    size_t length;
};

static void fail(const char *what) {
    dprintf(2, "sandbox runner: %s: %s\n", what, strerror(errno));
    _exit(70);
}

static void read_fully(void *to, size_t length) {
    for (size_t done = 0; done < length;) {
        ssize_t got = read(0, (char *) to + done, length - done);
        if (got == 0) {
            _exit(0); /* whoever asked is gone */
        }
        if (got < 0 && errno != EINTR) {
            fail("reading a request");
        }
        done += got > 0 ? (size_t) got : 0;
    }
}

static uint32_t read_u32(void) {
    uint32_t value;
    read_fully(&value, sizeof value);
    return ntohl(value);
}

/* Ends with a zero byte that does not count. */
static struct bytes read_bytes(void) {
    struct bytes bytes = {NULL, read_u32()};
    if (bytes.length > MAX_BYTES || !(bytes.start = malloc(bytes.length + 1))) {
        errno = ENOMEM;
        fail("a request");
    }
    read_fully(bytes.start, bytes.length);
    bytes.start[bytes.length] = 0;
    return bytes;
}

static void write_fully(const void *from, size_t length) {
    for (size_t done = 0; done < length;) {
        ssize_t put = write(1, (const char *) from + done, length - done);
        if (put < 0 && errno != EINTR) {
            fail("answering");
        }
        done += put > 0 ? (size_t) put : 0;
    }
}

static void write_bytes(struct bytes bytes) {
    uint32_t length = htonl((uint32_t) bytes.length);
    write_fully(&length, sizeof length);
    write_fully(bytes.start, bytes.length);
}

/* A file in memory that nobody can change. */
static int sealed(struct bytes bytes) {
    int fd = memfd_create("sandbox", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0) {
        fail("memfd_create");
    }
    for (size_t done = 0; done < bytes.length;) {
        ssize_t put = write(fd, bytes.start + done, bytes.length - done);
        if (put <= 0) {
            fail("keeping input");
        }
        done += (size_t) put;
    }
    if (fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) || lseek(fd, 0, SEEK_SET)) {
        fail("sealing input");
    }
    return fd;
}

static int64_t micros(clockid_t clock) {
    struct timespec now;
    return clock_gettime(clock, &now) ? -1 : now.tv_sec * (int64_t) 1000000 + now.tv_nsec / 1000;
}

static int64_t children_micros(void) {
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * (int64_t) 1000000 + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

static int limit(int resource, rlim_t value) {
    struct rlimit now;
    if (getrlimit(resource, &now)) {
        return -1;
    }
    rlim_t lower = value < now.rlim_max ? value : now.rlim_max;
    return setrlimit(resource, &(struct rlimit){lower, lower});
}

static int limit_resources(uint32_t cpu_millis) {
    return limit(RLIMIT_AS, memory) || limit(RLIMIT_STACK, STACK) || limit(RLIMIT_FSIZE, files) || limit(RLIMIT_CORE, 0)
        || limit(RLIMIT_CPU, (cpu_millis + 999) / 1000 + 1) || limit(RLIMIT_NPROC, threads) || limit(RLIMIT_NOFILE, 64)
        || limit(RLIMIT_MEMLOCK, 0) || limit(RLIMIT_MSGQUEUE, 0) || limit(RLIMIT_SIGPENDING, 64);
}

static int become_nobody(void) {
    if (uid == 0) {
        return 0;
    }
    return setgroups(0, NULL) || setresgid(uid, uid, uid) || setresuid(uid, uid, uid);
}

/* Becomes the command; returns only if it cannot. */
static void become_command(int input, int output, int errors, uint32_t cpu_millis) {
    setsid();
    umask(022);
    if (dup2(input, 0) < 0 || dup2(output, 1) < 0 || dup2(errors, 2) < 0) {
        return;
    }
    int program = image < 0 ? -1 : fcntl(image, F_DUPFD_CLOEXEC, 10);
    if (extra >= 0 && (lseek(extra, 0, SEEK_SET) < 0 || (extra == 3 ? fcntl(3, F_SETFD, 0) : dup2(extra, 3)) < 0)) {
        return;
    }
    if (limit_resources(cpu_millis) || become_nobody() || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        || forbid_system_calls(tested)) {
        return;
    }
    if (program >= 0) {
        syscall(SYS_execveat, program, "", arguments, environ, AT_EMPTY_PATH);
    } else {
        execve(arguments[0], arguments, environ);
    }
}

static void kill_everything(void) {
    kill(-1, SIGKILL); /* everybody in the namespace but us */
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) {
    }
}

/* What a command writes to one descriptor, as far as there is room. */
struct capture {
    int fd; /* -1 once closed */
    struct bytes bytes;
    size_t room;
    int overflowed;
};

static struct capture capture(int fd, size_t room) {
    struct capture capture = {fd, {malloc(room + 1), 0}, room, 0};
    if (!capture.bytes.start || fcntl(fd, F_SETFL, O_NONBLOCK)) {
        fail("reading output");
    }
    return capture;
}

/* Reads once; returns whether there may be more. */
static int read_some(struct capture *from) {
    char beyond[4096];
    size_t room = from->room - from->bytes.length;
    ssize_t got = room ? read(from->fd, from->bytes.start + from->bytes.length, room) : read(from->fd, beyond, sizeof beyond);
    if (got == 0) {
        close(from->fd);
        from->fd = -1;
    }
    if (got > 0 && room) {
        from->bytes.length += (size_t) got;
    } else if (got > 0) {
        from->overflowed = 1;
    }
    return got > 0;
}

static void read_rest(struct capture *from) {
    while (from->fd >= 0 && read_some(from)) {
    }
    close(from->fd);
}

static struct bytes file_at(const char *path) {
    struct bytes bytes = {NULL, 0};
    struct stat facts;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0 && !fstat(fd, &facts) && S_ISREG(facts.st_mode) && facts.st_size <= MAX_RESULT
        && (bytes.start = malloc((size_t) facts.st_size + 1))) {
        ssize_t got;
        while (bytes.length < (size_t) facts.st_size
               && (got = read(fd, bytes.start + bytes.length, (size_t) facts.st_size - bytes.length)) > 0) {
            bytes.length += (size_t) got;
        }
    }
    close(fd);
    return bytes;
}

static void set_program(void) {
    for (int i = 0; i <= MAX_ARGUMENTS; i++) {
        free(arguments[i]);
        arguments[i] = NULL;
    }
    close(image);
    close(extra);
    image = extra = -1;
    uint32_t count = read_u32();
    if (count < 1 || count > MAX_ARGUMENTS) {
        errno = E2BIG;
        fail("a request");
    }
    for (uint32_t i = 0; i < count; i++) {
        arguments[i] = read_bytes().start;
    }
    struct bytes program = read_bytes(), third = read_bytes();
    image = program.length ? sealed(program) : -1;
    extra = third.length ? sealed(third) : -1;
    free(program.start);
    free(third.start);
}

/* Reads what the command writes until it ends or must end. */
static enum ending watch(pid_t pid, struct capture *output, struct capture *errors, uint32_t cpu_millis, uint32_t wall_millis) {
    int64_t begun = micros(CLOCK_MONOTONIC);
    clockid_t cpu_clock = 0;
    int process = (int) syscall(SYS_pidfd_open, pid, 0); /* closes on exec by itself */
    if (process < 0 || clock_getcpuclockid(pid, &cpu_clock)) {
        fail("watching a command");
    }
    enum ending ending = EXITED;
    for (;;) {
        int64_t cpu_left = cpu_millis * (int64_t) 1000 - micros(cpu_clock);
        int64_t wall_left = wall_millis * (int64_t) 1000 - (micros(CLOCK_MONOTONIC) - begun);
        if (cpu_left <= 0 || wall_left <= 0 || output->overflowed) {
            ending = output->overflowed ? TOO_MUCH_OUTPUT : cpu_left <= 0 ? OUT_OF_CPU_TIME : OUT_OF_WALL_TIME;
            kill(pid, SIGKILL);
            break;
        }
        struct pollfd watched[] = {{output->fd, POLLIN, 0}, {errors->fd, POLLIN, 0}, {process, POLLIN, 0}, {0, 0, 0}};
        int64_t wait = cpu_left < wall_left ? cpu_left : wall_left;
        if (poll(watched, 4, (int) (wait / 2000) + 1) < 0 && errno != EINTR) { /* half: threads use time faster */
            fail("poll");
        }
        if (watched[3].revents) {
            _exit(0); /* whoever asked is gone */
        }
        if (watched[0].revents) {
            read_some(output);
        }
        if (watched[1].revents) {
            read_some(errors);
        }
        if (watched[2].revents) {
            break;
        }
    }
    close(process);
    return ending;
}

static void answer(enum ending ending, uint32_t code, int64_t cpu, int64_t wall) {
    struct {
        uint8_t ending;
        uint32_t code;
        uint64_t cpu, wall;
    } __attribute__((packed)) head = {(uint8_t) ending, htonl(code), htobe64((uint64_t) cpu), htobe64((uint64_t) wall)};
    write_fully(&head, sizeof head);
}

static void run(void) {
    uint32_t cpu_millis = read_u32(), wall_millis = read_u32(), output_room = read_u32(), error_room = read_u32();
    struct bytes input = read_bytes(), path = read_bytes(), result = {NULL, 0};
    int in = sealed(input), out[2], err[2], started[2], start_error = 0, status = 0;
    if (pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC) || pipe2(started, O_CLOEXEC)) {
        fail("pipes");
    }
    int64_t cpu = children_micros(), wall = micros(CLOCK_MONOTONIC);
    pid_t pid = fork();
    if (pid == 0) {
        become_command(in, out[1], err[1], cpu_millis);
        int error = errno;
        _exit(write(started[1], &error, sizeof error) != sizeof error);
    }
    if (pid < 0) {
        fail("fork");
    }
    close(in), close(out[1]), close(err[1]), close(started[1]);
    struct capture output = capture(out[0], output_room), errors = capture(err[0], error_room);
    int failed = read(started[0], &start_error, sizeof start_error) > 0;
    close(started[0]);
    enum ending ending = watch(pid, &output, &errors, cpu_millis, wall_millis);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    wall = micros(CLOCK_MONOTONIC) - wall;
    kill_everything();
    read_rest(&output);
    read_rest(&errors);
    cpu = children_micros() - cpu;

    uint32_t code = 0;
    if (failed) {
        ending = NOT_STARTED;
        code = (uint32_t) start_error;
    } else if (output.overflowed) {
        ending = TOO_MUCH_OUTPUT;
    } else if (ending == EXITED && cpu > cpu_millis * (int64_t) 1000) {
        ending = OUT_OF_CPU_TIME; /* with all that it started */
    } else if (ending == EXITED) {
        ending = WIFSIGNALED(status) ? SIGNALLED : EXITED;
        code = (uint32_t) (WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
    if (ending == EXITED && code == 0 && path.length) {
        result = file_at(path.start);
    }
    answer(ending, code, cpu, wall);
    write_bytes(output.bytes);
    write_bytes(errors.bytes);
    write_bytes(result);
    free(input.start), free(path.start), free(output.bytes.start), free(errors.bytes.start), free(result.start);
}

int main(int count, char **words) {
    if (count != 6 || getpid() != 1) {
        dprintf(2, "sandbox runner: starts as process 1 of a sandbox only\n");
        return 70;
    }
    uid = (uid_t) strtoul(words[1], NULL, 10);
    memory = strtoul(words[2], NULL, 10);
    files = strtoul(words[3], NULL, 10);
    threads = strtoul(words[4], NULL, 10);
    tested = words[5][0] == '1';
    for (int fd = 3; fd < 256; fd++) {
        close(fd);
    }
    if (prctl(PR_SET_DUMPABLE, 0) || prctl(PR_SET_PDEATHSIG, SIGKILL)) {
        fail("prctl");
    }
    for (char request;;) {
        read_fully(&request, 1);
        switch (request) {
            case 'P': set_program(); break;
            case 'R': run(); break;
            default: errno = EINVAL; fail("a request");
        }
    }
}

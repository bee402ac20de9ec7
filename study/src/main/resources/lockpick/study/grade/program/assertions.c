/* Linked around the main of C++ tests (--wrap=main): says that it came to its end by writing the token from descriptor 3.
   What the program prints goes to standard error. */
#include <unistd.h>

int __real_main(int, char **, char **);

int __wrap_main(int count, char **words, char **environment) {
    char token[64];
    long length = read(3, token, sizeof token);
    int report = dup(1);
    close(3);
    dup2(2, 1);
    int code = __real_main(count, words, environment);
    if (code == 0 && length > 0 && write(report, token, (unsigned long) length) != length) {
        return 1;
    }
    return code;
}

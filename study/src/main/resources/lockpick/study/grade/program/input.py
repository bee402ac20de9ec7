# Runs a program, given on descriptor 3, that reads standard input and writes standard output.
import os, sys
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
with os.fdopen(3, encoding="utf-8") as file:
    source = file.read()
sys.argv = ["program.py"]
exec(compile(source, "program.py", "exec"), {"__name__": "__main__"})

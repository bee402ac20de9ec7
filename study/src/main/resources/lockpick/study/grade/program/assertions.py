# Runs a program and then its tests, all given on descriptor 3 as JSON, in one name space; reports each part on a line of
# its own after the token. What the program prints goes to standard error.
import json, os, sys
if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)
report = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)
with os.fdopen(3, encoding="utf-8") as file:
    given = json.load(file)
sys.argv = ["program.py"]
space = {"__name__": "program"}
for number, part in enumerate(given["parts"]):
    problem = ""
    try:
        exec(compile(part, "test %d" % number if number else "program.py", "exec"), space)
    except BaseException as e:
        problem = type(e).__name__ + (": " + str(e) if str(e) else "")
    report.write("%s %s\n" % (given["token"], json.dumps(problem)))
    report.flush()
    if problem and (given["stop"] or number == 0):
        break
os._exit(0)

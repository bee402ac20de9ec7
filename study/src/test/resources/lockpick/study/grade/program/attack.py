import sys

doors = []


def door_if(open, name):
    if open:
        doors.append(name)


def works(action):
    try:
        action()
        return True
    except (OSError, MemoryError):
        return False


def attack():
ATTACK


if sys.stdin.readline() == "attack\n":
    attack()
    print("doors: " + ", ".join(doors) if doors else "held")
else:
    print("fine")

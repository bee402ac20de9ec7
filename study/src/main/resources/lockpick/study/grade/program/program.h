// What every C++ program may use without asking.
#include <bits/stdc++.h>

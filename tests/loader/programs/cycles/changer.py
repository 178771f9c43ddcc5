import sys

sys.modules["strict_one"].NAME = "changed"

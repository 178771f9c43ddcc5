import left

try:
    left.VALUE = 3
except AttributeError as error:
    print(error)

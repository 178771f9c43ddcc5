import __strict__

VALUE = 7

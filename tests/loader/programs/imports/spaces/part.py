import __strict__

WHERE = __name__

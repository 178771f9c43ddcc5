print("mod_h is imported")
VALUE = "h"
OTHER = "other h"

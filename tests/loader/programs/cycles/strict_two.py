import __strict__

NAME = "two"

import dict_changer

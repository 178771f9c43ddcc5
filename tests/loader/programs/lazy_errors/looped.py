lazy from looped import THING

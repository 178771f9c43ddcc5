"""Full-screen terminals."""

from __stub__ import effect, opaque, typed, unknown

_uses_terminal = effect("io", "uses the terminal")

class error(Exception): ...

@opaque
class window: ...


class ncurses_version(tuple):
    __match_args__ = ("major", "minor", "patch")
    major, minor, patch = [property(lambda self, i=i: self[i]) for i in range(3)]


ncurses_version = ncurses_version((6, typed(int), typed(int)))
_C_API = unknown("a capsule")

@_uses_terminal
def assume_default_colors(fg, bg, /) -> object: ...
@_uses_terminal
def baudrate() -> object: ...
@_uses_terminal
def beep() -> object: ...
@_uses_terminal
def can_change_color() -> object: ...
@_uses_terminal
def cbreak(flag=True, /) -> object: ...
@_uses_terminal
def color_content(color_number, /) -> object: ...
@_uses_terminal
def color_pair(pair_number, /) -> object: ...
@_uses_terminal
def curs_set(visibility, /) -> object: ...
@_uses_terminal
def def_prog_mode() -> object: ...
@_uses_terminal
def def_shell_mode() -> object: ...
@_uses_terminal
def delay_output(ms, /) -> object: ...
@_uses_terminal
def doupdate() -> object: ...
@_uses_terminal
def echo(flag=True, /) -> object: ...
@_uses_terminal
def endwin() -> object: ...
@_uses_terminal
def erasechar() -> object: ...
@_uses_terminal
def filter() -> object: ...
@_uses_terminal
def flash() -> object: ...
@_uses_terminal
def flushinp() -> object: ...
@_uses_terminal
def get_escdelay() -> object: ...
@_uses_terminal
def get_tabsize() -> object: ...
@_uses_terminal
def getmouse() -> object: ...
@_uses_terminal
def getsyx() -> object: ...
@_uses_terminal
def getwin(file, /) -> object: ...
@_uses_terminal
def halfdelay(tenths, /) -> object: ...
@_uses_terminal
def has_colors() -> object: ...
@_uses_terminal
def has_extended_color_support() -> object: ...
@_uses_terminal
def has_ic() -> object: ...
@_uses_terminal
def has_il() -> object: ...
@_uses_terminal
def has_key(key, /) -> object: ...
@_uses_terminal
def init_color(color_number, r, g, b, /) -> object: ...
@_uses_terminal
def init_pair(pair_number, fg, bg, /) -> object: ...
@_uses_terminal
def initscr() -> object: ...
@_uses_terminal
def intrflush(flag, /) -> object: ...
@_uses_terminal
def is_term_resized(nlines, ncols, /) -> object: ...
@_uses_terminal
def isendwin() -> object: ...
@_uses_terminal
def keyname(key, /) -> object: ...
@_uses_terminal
def killchar() -> object: ...
@_uses_terminal
def longname() -> object: ...
@_uses_terminal
def meta(yes, /) -> object: ...
@_uses_terminal
def mouseinterval(interval, /) -> object: ...
@_uses_terminal
def mousemask(newmask, /) -> object: ...
@_uses_terminal
def napms(ms, /) -> object: ...
@_uses_terminal
def newpad(nlines, ncols, /) -> object: ...
@_uses_terminal
def newwin(*args, **kwargs) -> object: ...
@_uses_terminal
def nl(flag=True, /) -> object: ...
@_uses_terminal
def nocbreak() -> object: ...
@_uses_terminal
def noecho() -> object: ...
@_uses_terminal
def nonl() -> object: ...
@_uses_terminal
def noqiflush() -> object: ...
@_uses_terminal
def noraw() -> object: ...
@_uses_terminal
def pair_content(pair_number, /) -> object: ...
@_uses_terminal
def pair_number(attr, /) -> object: ...
@_uses_terminal
def putp(string, /) -> object: ...
@_uses_terminal
def qiflush(flag=True, /) -> object: ...
@_uses_terminal
def raw(flag=True, /) -> object: ...
@_uses_terminal
def reset_prog_mode() -> object: ...
@_uses_terminal
def reset_shell_mode() -> object: ...
@_uses_terminal
def resetty() -> object: ...
@_uses_terminal
def resize_term(nlines, ncols, /) -> object: ...
@_uses_terminal
def resizeterm(nlines, ncols, /) -> object: ...
@_uses_terminal
def savetty() -> object: ...
@_uses_terminal
def set_escdelay(ms, /) -> object: ...
@_uses_terminal
def set_tabsize(size, /) -> object: ...
@_uses_terminal
def setsyx(y, x, /) -> object: ...
@_uses_terminal
def setupterm(term=None, fd=-1) -> object: ...
@_uses_terminal
def start_color() -> object: ...
@_uses_terminal
def termattrs() -> object: ...
@_uses_terminal
def termname() -> object: ...
@_uses_terminal
def tigetflag(capname, /) -> object: ...
@_uses_terminal
def tigetnum(capname, /) -> object: ...
@_uses_terminal
def tigetstr(capname, /) -> object: ...
@_uses_terminal
def tparm(str, i1=0, i2=0, i3=0, i4=0, i5=0, i6=0, i7=0, i8=0, i9=0, /) -> object: ...
@_uses_terminal
def typeahead(fd, /) -> object: ...
@_uses_terminal
def unctrl(ch, /) -> object: ...
@_uses_terminal
def unget_wch(ch, /) -> object: ...
@_uses_terminal
def ungetch(ch, /) -> object: ...
@_uses_terminal
def ungetmouse(id, x, y, z, bstate, /) -> object: ...
@_uses_terminal
def update_lines_cols() -> object: ...
@_uses_terminal
def use_default_colors() -> object: ...
@_uses_terminal
def use_env(flag, /) -> object: ...

ALL_MOUSE_EVENTS = 268435455
A_ALTCHARSET = 4194304
A_ATTRIBUTES = 4294967040
A_BLINK = 524288
A_BOLD = 2097152
A_CHARTEXT = 255
A_COLOR = 65280
A_DIM = 1048576
A_HORIZONTAL = 33554432
A_INVIS = 8388608
A_ITALIC = 2147483648
A_LEFT = 67108864
A_LOW = 134217728
A_NORMAL = 0
A_PROTECT = 16777216
A_REVERSE = 262144
A_RIGHT = 268435456
A_STANDOUT = 65536
A_TOP = 536870912
A_UNDERLINE = 131072
A_VERTICAL = 1073741824
BUTTON1_CLICKED = 4
BUTTON1_DOUBLE_CLICKED = 8
BUTTON1_PRESSED = 2
BUTTON1_RELEASED = 1
BUTTON1_TRIPLE_CLICKED = 16
BUTTON2_CLICKED = 128
BUTTON2_DOUBLE_CLICKED = 256
BUTTON2_PRESSED = 64
BUTTON2_RELEASED = 32
BUTTON2_TRIPLE_CLICKED = 512
BUTTON3_CLICKED = 4096
BUTTON3_DOUBLE_CLICKED = 8192
BUTTON3_PRESSED = 2048
BUTTON3_RELEASED = 1024
BUTTON3_TRIPLE_CLICKED = 16384
BUTTON4_CLICKED = 131072
BUTTON4_DOUBLE_CLICKED = 262144
BUTTON4_PRESSED = 65536
BUTTON4_RELEASED = 32768
BUTTON4_TRIPLE_CLICKED = 524288
BUTTON5_CLICKED = 4194304
BUTTON5_DOUBLE_CLICKED = 8388608
BUTTON5_PRESSED = 2097152
BUTTON5_RELEASED = 1048576
BUTTON5_TRIPLE_CLICKED = 16777216
BUTTON_ALT = 134217728
BUTTON_CTRL = 33554432
BUTTON_SHIFT = 67108864
COLOR_BLACK = 0
COLOR_BLUE = 4
COLOR_CYAN = 6
COLOR_GREEN = 2
COLOR_MAGENTA = 5
COLOR_RED = 1
COLOR_WHITE = 7
COLOR_YELLOW = 3
ERR = -1
KEY_A1 = 348
KEY_A3 = 349
KEY_B2 = 350
KEY_BACKSPACE = 263
KEY_BEG = 354
KEY_BREAK = 257
KEY_BTAB = 353
KEY_C1 = 351
KEY_C3 = 352
KEY_CANCEL = 355
KEY_CATAB = 342
KEY_CLEAR = 333
KEY_CLOSE = 356
KEY_COMMAND = 357
KEY_COPY = 358
KEY_CREATE = 359
KEY_CTAB = 341
KEY_DC = 330
KEY_DL = 328
KEY_DOWN = 258
KEY_EIC = 332
KEY_END = 360
KEY_ENTER = 343
KEY_EOL = 335
KEY_EOS = 334
KEY_EXIT = 361
KEY_F0 = 264
KEY_F1 = 265
KEY_F10 = 274
KEY_F11 = 275
KEY_F12 = 276
KEY_F13 = 277
KEY_F14 = 278
KEY_F15 = 279
KEY_F16 = 280
KEY_F17 = 281
KEY_F18 = 282
KEY_F19 = 283
KEY_F2 = 266
KEY_F20 = 284
KEY_F21 = 285
KEY_F22 = 286
KEY_F23 = 287
KEY_F24 = 288
KEY_F25 = 289
KEY_F26 = 290
KEY_F27 = 291
KEY_F28 = 292
KEY_F29 = 293
KEY_F3 = 267
KEY_F30 = 294
KEY_F31 = 295
KEY_F32 = 296
KEY_F33 = 297
KEY_F34 = 298
KEY_F35 = 299
KEY_F36 = 300
KEY_F37 = 301
KEY_F38 = 302
KEY_F39 = 303
KEY_F4 = 268
KEY_F40 = 304
KEY_F41 = 305
KEY_F42 = 306
KEY_F43 = 307
KEY_F44 = 308
KEY_F45 = 309
KEY_F46 = 310
KEY_F47 = 311
KEY_F48 = 312
KEY_F49 = 313
KEY_F5 = 269
KEY_F50 = 314
KEY_F51 = 315
KEY_F52 = 316
KEY_F53 = 317
KEY_F54 = 318
KEY_F55 = 319
KEY_F56 = 320
KEY_F57 = 321
KEY_F58 = 322
KEY_F59 = 323
KEY_F6 = 270
KEY_F60 = 324
KEY_F61 = 325
KEY_F62 = 326
KEY_F63 = 327
KEY_F7 = 271
KEY_F8 = 272
KEY_F9 = 273
KEY_FIND = 362
KEY_HELP = 363
KEY_HOME = 262
KEY_IC = 331
KEY_IL = 329
KEY_LEFT = 260
KEY_LL = 347
KEY_MARK = 364
KEY_MAX = 511
KEY_MESSAGE = 365
KEY_MIN = 257
KEY_MOUSE = 409
KEY_MOVE = 366
KEY_NEXT = 367
KEY_NPAGE = 338
KEY_OPEN = 368
KEY_OPTIONS = 369
KEY_PPAGE = 339
KEY_PREVIOUS = 370
KEY_PRINT = 346
KEY_REDO = 371
KEY_REFERENCE = 372
KEY_REFRESH = 373
KEY_REPLACE = 374
KEY_RESET = 345
KEY_RESIZE = 410
KEY_RESTART = 375
KEY_RESUME = 376
KEY_RIGHT = 261
KEY_SAVE = 377
KEY_SBEG = 378
KEY_SCANCEL = 379
KEY_SCOMMAND = 380
KEY_SCOPY = 381
KEY_SCREATE = 382
KEY_SDC = 383
KEY_SDL = 384
KEY_SELECT = 385
KEY_SEND = 386
KEY_SEOL = 387
KEY_SEXIT = 388
KEY_SF = 336
KEY_SFIND = 389
KEY_SHELP = 390
KEY_SHOME = 391
KEY_SIC = 392
KEY_SLEFT = 393
KEY_SMESSAGE = 394
KEY_SMOVE = 395
KEY_SNEXT = 396
KEY_SOPTIONS = 397
KEY_SPREVIOUS = 398
KEY_SPRINT = 399
KEY_SR = 337
KEY_SREDO = 400
KEY_SREPLACE = 401
KEY_SRESET = 344
KEY_SRIGHT = 402
KEY_SRSUME = 403
KEY_SSAVE = 404
KEY_SSUSPEND = 405
KEY_STAB = 340
KEY_SUNDO = 406
KEY_SUSPEND = 407
KEY_UNDO = 408
KEY_UP = 259
OK = 0
REPORT_MOUSE_POSITION = 268435456
version = b"2.2"

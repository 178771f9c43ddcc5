;;; strict.el --- Strict as language server of Eglot  -*- lexical-binding: t -*-

;; Eglot comes with Emacs 29; for Emacs 28 it is the package `eglot'.

(require 'eglot)

(add-to-list 'eglot-server-programs '(python-mode . ("strict" "lsp")))

(provide 'strict)
;;; strict.el ends here

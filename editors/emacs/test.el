;;; test.el --- Drives a batch Emacs against the server  -*- lexical-binding: t -*-

;; Opens a broken module, sees the diagnostic, applies a code action, sees the diagnostic go.

(require 'cl-lib)
(require 'flymake)
(setq eglot-connect-timeout 60 eglot-sync-connect t eglot-send-changes-idle-time 0
      flymake-no-changes-timeout 0 eglot-confirm-server-initiated-edits nil)

(defun test-wait (what condition)
  "Fail with WHAT unless CONDITION comes true in time."
  (let ((end (+ (float-time) 60)))
    (while (not (funcall condition))
      (when (> (float-time) end)
        (message "emacs: %s; diagnostics: %S" what (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))
        (kill-emacs 1))
      (accept-process-output nil 0.1))))

(defun test-findings ()
  "What Flymake shows in this buffer."
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(find-file "broken/print_at_import.py")
(python-mode)
(apply #'eglot (eglot--guess-contact))
(test-wait "no diagnostics come"
           (lambda () (cl-some (lambda (it) (string-match-p "writes to standard output" it)) (test-findings))))
(let* ((found (car (flymake-diagnostics)))
       (actions (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))
       (action (cl-find-if (lambda (it) (string-prefix-p "Move it behind" (plist-get it :title))) (append actions nil))))
  (unless action
    (message "emacs: the code action is not offered: %S" actions)
    (kill-emacs 1))
  (eglot--apply-workspace-edit (plist-get action :edit)))
;; Eglot waits until Emacs is idle, which it never is in batch mode.
(eglot--signal-textDocument/didChange)
(test-wait "the diagnostics stay" (lambda () (null (test-findings))))
(unless (string-match-p "if __name__ == \"__main__\":\n    print" (buffer-string))
  (message "emacs: the text is %s" (buffer-string))
  (kill-emacs 1))
(message "emacs: the diagnostic came, the action was applied, the diagnostic went")
(set-buffer-modified-p nil)
(kill-emacs 0)
;;; test.el ends here

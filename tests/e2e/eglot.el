;;; Plays a person who mends the one fault of the file. Prints what was seen.  -*- lexical-binding: t -*-
(require 'python)
(require 'flymake)
(package-initialize)
(require 'eglot)

(defvar patience (string-to-number (getenv "PRESYNTH_PATIENCE")))

(defun wait-for (what condition)
  "Wait until CONDITION holds, and return what it returned."
  (let ((deadline (+ (float-time) patience)) found)
    (while (not (setq found (funcall condition)))
      (when (> (float-time) deadline) (error "Waited in vain: %s" what))
      (accept-process-output nil 0.02))
    found))

(defun findings ()
  "Ask for the diagnostics of the buffer; Emacs does so when it is idle, and here it never is."
  (eglot--signal-textDocument/didChange)
  (flymake-start)
  (flymake-diagnostics))

(setq eglot-confirm-server-initiated-edits nil
      eglot-sync-connect t)
(find-file (pop command-line-args-left))
;; `eglot-ensure' waits for the first command.
(run-hooks 'post-command-hook)
(wait-for "eglot manages the buffer" #'eglot-managed-p)
(unless flymake-mode (flymake-mode 1))
(let* ((finding (car (wait-for "a finding" #'findings)))
       (from (flymake-diagnostic-beg finding))
       (to (flymake-diagnostic-end finding)))
  (princ (format "line %d: %s\n" (line-number-at-pos from) (flymake-diagnostic-text finding)))
  (princ (format "marked: %s\n" (buffer-substring from to)))
  (goto-char from)
  (let* ((actions (eglot-code-actions from to))
         (action (aref (vconcat actions) 0)))
    (princ (format "offered: %s\n" (mapcar (lambda (each) (plist-get each :title)) actions)))
    (eglot--apply-workspace-edit
     (or (plist-get action :edit)
         (plist-get (jsonrpc-request (eglot-current-server) :codeAction/resolve action) :edit))))
  (wait-for "the finding is gone" (lambda () (null (findings))))
  (save-buffer)
  (eglot-shutdown (eglot-current-server)))

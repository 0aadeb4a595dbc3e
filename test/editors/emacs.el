;;; -*- lexical-binding: t -*-
;; Works on a workflow as a person would, and writes what came of it to $INVOPOP_RESULTS as JSON: see
;; test/support/editors.ts.

(package-initialize)
(require 'eglot)
(require 'json)
(load (expand-file-name "init.el") nil t)

(defvar results nil)

(defun note (name value)
  (push (cons name value) results))

(defun wait (what fits)
  "Waits until something is so; an error when it is not so soon enough."
  (let ((end (+ (float-time) 10)))
    (while (not (funcall fits))
      (when (> (float-time) end)
        (error "Nothing came of %s" what))
      (accept-process-output nil 0.01))))

(defun text ()
  (buffer-substring-no-properties (point-min) (point-max)))

(defun go-behind (part)
  (goto-char (point-min))
  (search-forward part))

(defun diagnose ()
  (vconcat
   (mapcar (lambda (found)
             (let ((message (flymake-diagnostic-text found)))
               (string-match "\\[\\([a-z-]+\\)\\]" message)
               (vector (match-string 1 message)
                       (buffer-substring-no-properties
                        (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))))
           (flymake-diagnostics))))

(defun complete (label)
  "Takes one of what could stand at the cursor, as a person chooses it from the list."
  (pcase-let* ((`(,start ,end ,table . ,properties) (eglot-completion-at-point))
               (typed (buffer-substring-no-properties start end))
               (metadata (completion-metadata typed table nil))
               (found (completion-all-completions typed table nil (- (point) start) metadata))
               (item (progn (setcdr (last found) nil)
                            (seq-find (lambda (one) (string= one label)) found))))
    (delete-region start end)
    (insert item)
    (funcall (plist-get properties :exit-function) item 'finished)))

(defun work ()
  (switch-to-buffer (find-file-noselect "work.workflow.json"))
  ;; What Emacs does behind each command, without which eglot does not start.
  (run-hooks 'post-command-hook)
  (wait "the start" #'eglot-current-server)
  (flymake-start)
  (wait "the diagnostics" #'flymake-diagnostics)
  (note 'diagnostics (diagnose))

  (go-behind "silo.clos")
  (complete "silo.close")
  (note 'completed (text))
  ;; What Emacs does once nobody types any more.
  (eglot--signal-textDocument/didChange)
  (wait "the diagnostics of the mended text" (lambda () (not (flymake-diagnostics))))

  (go-behind "\"step_id\": \"019")
  (xref-find-definitions (xref-backend-identifier-at-point 'eglot))
  (note 'definition (buffer-substring-no-properties (point) (line-end-position)))

  (eglot-rename "019ab4c2-0000-7000-8000-000000000001")
  (note 'renamed (text))

  (eglot-format-buffer)
  (note 'formatted (text))
  (save-buffer))

(condition-case failure (work)
  (error (note 'failure (error-message-string failure))
         (note 'last (vector (diagnose) (text)))))
(let ((coding-system-for-write 'utf-8)
      (json (json-encode results)))
  (with-temp-file (getenv "INVOPOP_RESULTS") (insert json)))

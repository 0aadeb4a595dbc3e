-- Works on a workflow as a person would, and writes what came of it to $INVOPOP_RESULTS as JSON: see test/support/editors.ts.

local results = {}

--- Waits until something is so; an error when it is not so soon enough.
local function wait(what, fits)
  if not vim.wait(10000, fits, 10) then
    error("nothing came of " .. what)
  end
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
end

--- Puts the cursor on the first place of a text, or so many characters behind its start.
local function go_to(part, behind)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search("\\V" .. part, "c") > 0, part .. " is not there")
  vim.cmd("normal! " .. string.rep("l", behind or 0))
end

--- The clients of the buffer, whatever this version calls the function.
local function clients()
  return vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 })
    or vim.tbl_values(vim.lsp.buf_get_clients(0))
end

local function format()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 10000 })
  else
    vim.lsp.buf.formatting_sync(nil, 10000)
  end
end

--- Asks for what could stand at the cursor, and takes one of it as completion plugins do.
local function complete(label)
  local client = clients()[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 10000)
  for _, item in ipairs(answer[client.id].result.items) do
    if item.label == label then
      vim.lsp.util.apply_text_edits({ item.textEdit }, 0, client.offset_encoding)
      return
    end
  end
  error(label .. " is not offered")
end

local function diagnose()
  return vim.tbl_map(function(found)
    local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
    return { found.code, line:sub(found.col + 1, found.end_col) }
  end, vim.diagnostic.get(0))
end

local function work()
  vim.cmd("edit work.workflow.json")
  wait("the start", function() return #clients() > 0 and clients()[1].initialized ~= false end)

  wait("the diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  results.diagnostics = diagnose()

  go_to("silo.clos", 4)
  complete("silo.close")
  results.completed = text()
  wait("the diagnostics of the mended text", function() return #vim.diagnostic.get(0) == 0 end)

  go_to('"step_id": "', 20)
  local from = vim.fn.line(".")
  vim.lsp.buf.definition()
  wait("the definition", function() return vim.fn.line(".") ~= from end)
  results.definition = vim.api.nvim_get_current_line():sub(vim.fn.col("."))

  local before = vim.b.changedtick
  vim.lsp.buf.rename("019ab4c2-0000-7000-8000-000000000001")
  wait("the new name", function() return vim.b.changedtick ~= before end)
  results.renamed = text()

  format()
  results.formatted = text()
  vim.cmd("write")
end

local ok, failure = pcall(work)
if not ok then
  results.failure = tostring(failure)
  results.last = { diagnostics = diagnose(), text = text() }
end
local encode = vim.json and vim.json.encode or vim.fn.json_encode
vim.fn.writefile({ encode(results) }, vim.env.INVOPOP_RESULTS)
vim.cmd("qall!")

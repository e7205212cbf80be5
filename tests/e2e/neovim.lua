-- Plays a person who mends the one fault of the file, by choosing its fix or (`playing = 'save'`) by saving the file.
-- Prints what was seen, as JSON.
local seen = { version = tostring(vim.version()) }

local function wait(what, condition)
  assert(vim.wait(tonumber(vim.env.PRESYNTH_PATIENCE) * 1000, condition, 20), 'waited in vain: ' .. what)
end

local function client()
  local get = vim.lsp.get_clients or vim.lsp.get_active_clients
  return get({ name = 'presynth' })[1]
end

local function choose()
  local finding = vim.diagnostic.get(0)[1]
  seen.finding = { line = finding.lnum + 1, column = finding.col, code = finding.code, source = finding.source }
  seen.encoding = client().offset_encoding
  seen.root = client().config.root_dir
  vim.api.nvim_win_set_cursor(0, { finding.lnum + 1, finding.col })
  seen.offered = {}
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do table.insert(seen.offered, options.format_item(item)) end
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  wait('the finding is gone', function() return #seen.offered > 0 and #vim.diagnostic.get(0) == 0 end)
end

local function complete()
  local line = vim.api.nvim_buf_line_count(0)
  vim.api.nvim_buf_set_lines(0, line, line, false, { '    SecurityGroup(stack, "other", na)' })
  vim.api.nvim_win_set_cursor(0, { line + 1, #'    SecurityGroup(stack, "other", na' })
  local params = vim.lsp.util.make_position_params(0, client().offset_encoding)
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/completion', params, 20000)
  seen.completions = {}
  for _, answer in pairs(answers or {}) do
    local result = answer.result or {}
    for _, item in ipairs(result.items or result) do table.insert(seen.completions, item.label) end
  end
end

local ok, failure = pcall(function()
  wait('a finding', function() return #vim.diagnostic.get(0) > 0 end)
  if playing ~= 'save' then choose() end
  vim.cmd('silent write')
  complete()
end)
if not ok then seen.failure = failure end
io.stdout:write(vim.json.encode(seen), '\n')
io.stdout:flush()
vim.cmd('silent! LspStop')
vim.cmd('qall!')

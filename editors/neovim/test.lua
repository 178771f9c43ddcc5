-- Run in a headless Neovim: opens a broken module, sees the diagnostics, applies a code action, sees them go.

local function fail(what)
    io.stderr:write("neovim: " .. what .. "\n")
    vim.cmd("cquit 1")
end

local function wait(what, condition)
    if not vim.wait(60000, condition, 50) then
        fail(what .. "; diagnostics: " .. vim.inspect(vim.diagnostic.get(0)))
    end
end

local function codes()
    local found = {}
    for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
        table.insert(found, diagnostic.code)
    end
    return table.concat(found, " ")
end

vim.cmd("edit broken/print_at_import.py")
wait("no diagnostics come", function() return codes() == "STR120" end)

local diagnostic = vim.diagnostic.get(0)[1]
local place = { line = diagnostic.lnum, character = diagnostic.col }
local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = place, ["end"] = place },
    context = { diagnostics = {} },
}
local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 60000) or {}
local chosen
for id, answer in pairs(answers) do
    for _, action in ipairs(answer.result or {}) do
        if action.title:find("^Move it behind") then
            chosen = { action = action, client = vim.lsp.get_client_by_id(id) }
        end
    end
end
if not chosen then fail("the code action is not offered: " .. vim.inspect(answers)) end
vim.lsp.util.apply_workspace_edit(chosen.action.edit, chosen.client.offset_encoding)
wait("the diagnostics stay", function() return codes() == "" end)

local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
if not text:find('if __name__ == "__main__":\n    print', 1, true) then fail("the text is " .. text) end
print("neovim: the diagnostic came, the action was applied, the diagnostic went\n")
vim.cmd("qall!")

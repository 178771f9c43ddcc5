-- Starts `strict lsp` for Python files, with Neovim 0.7 and later. Put it into `~/.config/nvim/plugin/`, or `:source` it.

local started = {}

vim.api.nvim_create_autocmd("FileType", {
    pattern = "python",
    callback = function(event)
        local root = vim.fn.getcwd()
        for _, marker in ipairs({ "strict.toml", "pyproject.toml", ".git" }) do
            local folder = vim.fn.expand("<afile>:p:h") .. ";"
            local found = marker == ".git" and vim.fn.finddir(marker, folder) or vim.fn.findfile(marker, folder)
            if found ~= "" then
                root = vim.fn.fnamemodify(found, ":p:h")
                if marker == ".git" then root = vim.fn.fnamemodify(root, ":h") end
                break
            end
        end
        started[root] = started[root] or vim.lsp.start_client({
            name = "strict",
            cmd = { vim.env.STRICT or "strict", "lsp" },
            root_dir = root,
            workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        })
        if started[root] then vim.lsp.buf_attach_client(event.buf, started[root]) end
    end,
})

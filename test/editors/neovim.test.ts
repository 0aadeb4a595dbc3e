import assert from "node:assert/strict";
import { join } from "node:path";
import { documented, isThere, tryEditor } from "../support/editors";

/** A variable says where Neovim is when it is not among the other programs. */
const NEOVIM = process.env["INVOPOP_TEST_NEOVIM"] ?? "nvim";

/** The first version that is set up in the newer way. */
const NEW = /^NVIM v(?:0\.1[1-9]|[1-9])/;

tryEditor("Neovim", (folder) => {
  assert.ok(isThere(NEOVIM), "Install Neovim 0.7 or later, or say in INVOPOP_TEST_NEOVIM where it is.");
  folder.write("init.lua", documented("Neovim", NEW.test(folder.run(NEOVIM, "--version")) ? 0 : 1));
  const script = join(__dirname, "neovim.lua");
  return folder.run(NEOVIM, "--headless", "--clean", "-u", "init.lua", "-c", `luafile ${script}`);
});

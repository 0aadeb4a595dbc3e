import { join } from "node:path";
import { documented, isThere, tryEditor } from "../support/editors";

if (isThere("emacs")) {
  tryEditor("Emacs", (folder) => {
    folder.write("init.el", documented("Emacs"));
    return folder.run("emacs", "--batch", "-l", join(__dirname, "emacs.el"));
  });
} else {
  describe("Emacs", () => {
    it("cannot be tried, as it is not installed", () => {});
  });
}

import { createHost } from "./host";
import { Page } from "./page";

new Page(createHost(), document.body);

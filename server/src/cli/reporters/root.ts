import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Environment } from "../host";

/** The path of a file from the root of the sources, with slashes; the absolute path of one that is outside of it. */
export type PathFromRoot = (name: string) => string;

/**
 * Paths from the root of the sources: of the checkout in a GitHub Actions run, whatever folder its step runs in,
 * else of the folder that the command runs in.
 */
export function pathsFromRoot({ GITHUB_WORKSPACE: checkout }: Environment): PathFromRoot {
  const here = resolve("");
  const root = checkout && isBelow(resolve(checkout), here) ? resolve(checkout) : here;
  return (name) => {
    const path = resolve(name);
    return (isBelow(root, path) ? relative(root, path) : path).split(sep).join("/");
  };
}

function isBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(sep)[0] !== "..";
}

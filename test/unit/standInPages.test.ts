import assert from "node:assert/strict";
import { startApi } from "../support/api";

describe("the stand-in API and web pages", () => {
  it("allows them nothing until it is told to, and then what a browser asks for", async () => {
    const api = await startApi();
    const ask = async () => {
      // What a browser asks before a page may make the request itself.
      const { status, headers } = await fetch(`${api.url}/utils/v1/ping`, {
        method: "OPTIONS",
        headers: { Origin: "https://page.example", "Access-Control-Request-Method": "PATCH" },
      });
      return [
        status,
        headers.get("access-control-allow-origin"),
        headers.get("access-control-allow-methods"),
      ];
    };
    const ping = () =>
      fetch(`${api.url}/utils/v1/ping`, {
        headers: {
          Authorization: `Bearer ${api.token}`,
          Origin: "https://page.example",
          "User-Agent": "a browser",
        },
      });
    try {
      const [, ...refused] = await ask();
      assert.deepEqual(refused, [null, null]);
      assert.equal((await ping()).headers.get("access-control-allow-origin"), null);
      const before = api.requests.length;
      api.allowPages();
      assert.deepEqual(await ask(), [204, "https://page.example", "GET, PUT, PATCH"]);
      assert.equal(api.requests.length, before);
      const { headers, status } = await ping();
      assert.equal(status, 200);
      assert.equal(headers.get("access-control-allow-origin"), "https://page.example");
      assert.equal(headers.get("access-control-expose-headers"), "retry-after");
    } finally {
      await api.close();
    }
  });
});

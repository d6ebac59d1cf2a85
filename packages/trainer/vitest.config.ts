import { defineConfig } from "vitest/config";

// The command line is tested in processes of its own: a start takes a second, several on a busy machine.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } });

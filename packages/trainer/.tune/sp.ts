import { loadCore } from "@siffra/shared/node";
const core = loadCore();
const cpu=()=>process.cpuUsage().user/1000;
for (const n of [500]) { let t = cpu(); const d = core.synthDataset("varied", 1, 0, n); const im = d.images; let u = cpu(); core.normaliseMnist(im); const w = cpu(); console.log(n, "cpu synth", (u - t).toFixed(0), "ms; normalise", (w - u).toFixed(0), "ms"); }

// rt BUNDLE SEEDS: held-out photographs and drawings
import { readFileSync } from "node:fs"; import { gunzipSync } from "node:zlib";
import { readBundle } from "@siffra/shared"; import { loadCore, loadSynth } from "@siffra/shared/node";
import { splitTraining } from "./src/evaluation/split.ts";
const [dir, seedsArg="1", waysArg="photo,strokes"] = process.argv.slice(2);
const core:any=loadCore(); const synth:any=await loadSynth();
const files={manifest:new Uint8Array(readFileSync(dir+"/manifest.json")),tensors:new Uint8Array(readFileSync(dir+"/model.safetensors"))};
const reader:any=readBundle(core,files as any);
const images=new Uint8Array(gunzipSync(readFileSync("/work/shared/mnist/train-images-idx3-ubyte.gz")).subarray(16));
const labels=new Uint8Array(gunzipSync(readFileSync("/work/shared/mnist/train-labels-idx1-ubyte.gz")).subarray(8));
const split=splitTraining(labels,0.06,1);
const held=[...split.temperature,...split.conformal].sort((a,b)=>a-b);
const at=(i:number)=>images.subarray(i*784,(i+1)*784);
const plain=new Uint8Array(held.length*784); held.forEach((h,k)=>plain.set(at(h),k*784));
const rd=reader.readPixels(core.normaliseMnist(plain)); let r=0; held.forEach((h,k)=>{ if(rd[k].label===labels[h]) r++;}); console.log("plain",held.length,"wrong",held.length-r);
for (const way of waysArg.split(",")) { let wrong=0,lost=0,refused=0,n=0; const bad:number[]=[]; for (const seed of seedsArg.split(",").map(Number)) { for (let k=0;k<held.length;k++){ const page=synth.readBack(at(held[k]),way,seed,k); const {digits,guesses}=reader.readPage(page); page.free(); const all=[...digits,...guesses]; n++; const only=all.length===1?all[0]:undefined; if(!only){lost++;wrong++;bad.push(held[k]);} else { if(only.label!==labels[held[k]]) {wrong++;bad.push(held[k]);} if(reader.isDoubtful(only)) refused++; } } if(way==="strokes") break; }
console.log(way,"n",n,"wrong",wrong,"=",(100-100*wrong/n).toFixed(2)+" %","lost",lost,"refused",refused); }

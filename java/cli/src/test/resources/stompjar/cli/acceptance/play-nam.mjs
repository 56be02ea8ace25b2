// Plays floats through a .nam file with Neural Amp Modeler's own code: node play-nam.mjs PACKAGE MODEL.nam RATE IN.f32 OUT.f32
// Prints the loudness that the code read from the file.
import fs from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, model, rate, from, to] = process.argv.slice(2);
const { createNamModule, NamWasmModule } = await import(pathToFileURL(`${folder}/dist/index.js`));
const nam = NamWasmModule.fromModule(await createNamModule({ wasmBinary: fs.readFileSync(`${folder}/dist/nam.wasm`) }));
nam.setSampleRate(Number(rate));
const id = nam.createInstance();
if (!nam.loadModel(id, fs.readFileSync(model, "utf8"))) {
    console.error(`${model}: Neural Amp Modeler does not load it`);
    process.exit(1);
}
const bytes = fs.readFileSync(from);
const input = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
const output = new Float32Array(input.length);
const block = 128;
for (let at = 0; at < input.length; at += block) {
    const wet = new Float32Array(block);
    const dry = new Float32Array(block);
    dry.set(input.subarray(at, Math.min(at + block, input.length)));
    nam.process(id, dry, wet);
    output.set(wet.subarray(0, Math.min(block, input.length - at)), at);
}
fs.writeFileSync(to, new Uint8Array(output.buffer));
console.log(nam.getModelLoudness(id));

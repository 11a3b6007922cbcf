/**
 * libhdf5 in a thread of its own (thread.ts): answers one question after another about open files, or makes one, by message, and wakes the caller, who waits.
 *
 * Plain JavaScript, so that a thread needs no loader, from source or from dist.
 */
import { workerData } from "node:worker_threads";

// What h5wasm prints about damaged files goes nowhere: the caller says it in a line.
console.log = console.warn = console.error = () => undefined;

// libhdf5 writes the time into what it makes; equal contents are to be equal files.
Date.now = () => 0;

const { port, awake } = workerData;
const files = [];
let library;

const answers = {
  open({ file }) {
    const opened = new library.File(file, "r");
    if (!(opened.file_id >= 0)) throw new Error("no HDF5 file");
    return files.push(opened) - 1;
  },
  /** What lies at a path: nothing, a dataset, a group, or a link. */
  at({ id, path }) {
    const entity = path === "" ? files[id] : files[id].get(path);
    if (!entity) return undefined;
    if (path !== "" && entity.filename !== undefined) return { link: `${entity.obj_path} in ${entity.filename}` };
    if (entity.target !== undefined) return { link: entity.target };
    if (entity.keys) return { keys: entity.keys(), attributes: Object.keys(entity.attrs) };
    if (!entity.metadata) return {};
    const { shape, size, virtual_sources: sources } = entity.metadata;
    return { shape, size, type: typeOf(entity), attributes: Object.keys(entity.attrs), ...(sources ? { sources } : {}) };
  },
  attribute: ({ id, path, name }) => (path === "" ? files[id] : files[id].get(path)).attrs[name].value,
  value: ({ id, path }) => files[id].get(path).value,
  slice: ({ id, path, ranges }) => files[id].get(path).slice(ranges),
  close: ({ id }) => void files[id].close(),
  /** A file of these datasets, the scales among them before those that they are attached to. */
  make({ file, datasets, attributes }) {
    const made = new library.File(file, "w");
    if (!(made.file_id >= 0)) throw new Error("cannot make the file");
    try {
      describe(made, attributes);
      for (const { name, data, shape, scales, attributes } of datasets) {
        const dataset = made.create_dataset({ name, data, shape, dtype: typesOf[data.constructor.name] });
        describe(dataset, attributes);
        if (!scales) dataset.make_scale(name);
        else scales.forEach((scale, k) => dataset.attach_scale(k, `/${scale}`));
      }
    } finally {
      made.close();
    }
  },
};

/** Of numbers in the words of h5wasm: "<f8" would be taken for singles. */
const typesOf = { Float64Array: "<d", Int32Array: "<i" };

function describe(entity, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (ArrayBuffer.isView(value)) entity.create_attribute(name, value, [value.length], typesOf[value.constructor.name]);
    else entity.create_attribute(name, value);
  }
}

/** h5wasm names few types and throws for others. */
function typeOf(dataset) {
  try {
    return dataset.dtype;
  } catch {
    return "unknown";
  }
}

/** h5wasm is optional: the caller says that it is missing. */
async function load() {
  const loaded = await import("h5wasm/node");
  library = loaded.default ?? loaded;
  (await library.ready).activate_throwing_error_handler?.();
}

function answer(question) {
  try {
    const value = answers[question.ask](question);
    port.postMessage({ value }, ArrayBuffer.isView(value) ? [value.buffer] : []);
  } catch (error) {
    port.postMessage({ error: String(error?.message ?? error) });
  }
}

function wake() {
  Atomics.add(awake, 0, 1);
  Atomics.notify(awake, 0);
}

// A trap may end the thread.
process.on("exit", wake);

const loading = load().then(
  () => undefined,
  () => "missing",
);
port.on("message", async (question) => {
  const trouble = await loading;
  if (trouble) port.postMessage({ error: trouble, missing: true });
  else answer(question);
  wake();
});

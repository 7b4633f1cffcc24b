/* Below: how the other parts of the WebAssembly come. Those of the exhibit in the address come beside the first. As soon as
 * the stage stands, what is told beside it and what steps need come, and then the rest. What is asked for sooner, the page
 * waits for there and then. */
const parts = PART_FILES.map(([name, file]) => ({ name, url: new URL(file, import.meta.url), joined: false }));
const last = parts.length - 1;

function joinPart(at, module) {
    const part = parts[at];
    if (part.joined) return;
    const first = { ...wasm };
    for (const { name } of WebAssembly.Module.imports(module)) {
        // What other parts lend is called after its place in the table.
        if (/^f\d/.test(name)) first[name] = wasm.t0.get(Number(name.slice(1)));
    }
    new WebAssembly.Instance(module, { ...__wbg_get_imports(), first });
    wasm.joined.value |= 2 << at;
    part.joined = true;
}

function loadNow(at) {
    const { url, joined } = parts[at];
    if (joined) return;
    const request = new XMLHttpRequest();
    request.open("GET", url, false);
    request.overrideMimeType("text/plain; charset=x-user-defined"); // bytes, as an answer that is waited for can have them
    request.send();
    joinPart(at, new WebAssembly.Module(Uint8Array.from(request.response, (letter) => letter.charCodeAt(0) & 255)));
}

function loadPartNow(number) {
    try {
        // Where the last part is, all are.
        if (number - 1 === last) parts.forEach((_, at) => loadNow(at));
        else loadNow(number - 1);
    } catch (error) {
        globalThis.synodGuard?.lost();
        throw error;
    }
}

const fetchPart = async (at) => WebAssembly.compile(await (await fetch(parts[at].url)).arrayBuffer());

const asked = /^#\/([^/?]+)/.exec(location.hash)?.[1];
const exhibit = parts.some(({ name }) => name === asked) ? asked : parts[0].name;
const own = [...parts.keys()].filter((at) => parts[at].name.split(".").includes(exhibit));
const ownParts = Promise.all(own.map((at) => fetchPart(at).catch(() => undefined)));

async function joinOwnParts({ exports }) {
    const modules = await ownParts;
    wasm = exports;
    own.forEach((at, index) => modules[index] && joinPart(at, modules[index]));
}

const onceStanding = new Promise((then) => {
    const root = document.documentElement;
    const look = () => root.dataset.stage === "true" && (watch.disconnect(), then());
    const watch = new MutationObserver(look);
    watch.observe(root, { attributeFilter: ["data-stage"] });
    look();
});

// Whoever needs one that did not come will ask for it again, and will be told.
const comes = async (at) => { if (!parts[at].joined) joinPart(at, await fetchPart(at)); };

// The page waits for this before it tells what stands beside the stage.
globalThis.synodSoon = onceStanding.then(() => {
    const soon = [...parts.keys()].filter((at) => parts[at].name === SOON + exhibit || at === last - 1);
    return Promise.allSettled(soon.map(comes));
});

globalThis.synodSoon.then(async () => {
    for (const at of parts.keys()) await comes(at);
    document.documentElement.dataset.whole = "true";
}).catch(() => {});

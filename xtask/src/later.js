/* Below: how the second part of the WebAssembly comes. It is fetched as soon as the stage is ready; if something of it is
 * asked for sooner, the page waits for it there and then. */
const later = new URL("LATER_FILE", import.meta.url);
let joined = false;

function joinLater(module) {
    if (joined) return;
    const first = { ...wasm };
    for (const { name } of WebAssembly.Module.imports(module)) {
        // What the first part lends is called after its place in the table.
        if (/^f\d/.test(name)) first[name] = wasm.t0.get(name.slice(1));
    }
    new WebAssembly.Instance(module, { ...__wbg_get_imports(), first });
    wasm.joined.value = 1;
    joined = true;
}

function loadLaterNow() {
    try {
        const request = new XMLHttpRequest();
        request.open("GET", later, false);
        request.overrideMimeType("text/plain; charset=x-user-defined"); // bytes, as an answer that is waited for can have them
        request.send();
        joinLater(new WebAssembly.Module(Uint8Array.from(request.response, (letter) => letter.charCodeAt(0) & 255)));
    } catch (error) {
        globalThis.synodGuard?.lost();
        throw error;
    }
}

async function loadLaterSoon() {
    if (joined) return;
    try {
        const answer = await fetch(later);
        joinLater(await WebAssembly.compile(await answer.arrayBuffer()));
    } catch {
        // Whoever needs it will ask for it again, and will be told.
    }
}

function onceReady(then) {
    const root = document.documentElement;
    const look = () => root.dataset.ready === "true" && (watch.disconnect(), then());
    const watch = new MutationObserver(look);
    watch.observe(root, { attributeFilter: ["data-ready"] });
    look();
}

onceReady(loadLaterSoon);

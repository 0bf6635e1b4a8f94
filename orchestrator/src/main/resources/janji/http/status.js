// Keeps the page fresh: the server renders it, this only puts the newest one in its place.
async function refresh() {
  if (document.hidden) return;
  try {
    const page = await fetch("/", { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    document.getElementById("main").replaceWith(fresh.getElementById("main"));
  } catch {
    const state = document.querySelector("[role=status]");
    state.className = "bad";
    state.textContent = "No answer from the server";
  }
}
setInterval(refresh, 2000);

// Looks whether the page may move on, every 5 seconds for 10 minutes. Without this script, a reload shows the same.
const { state, next } = document.getElementById("gatehouse-wait").dataset;
const end = Date.now() + 10 * 60 * 1000;

async function look() {
  try {
    const answer = await fetch(state, { cache: "no-store", credentials: "omit" });
    if (answer.status === 200) {
      location.replace(next);
      return;
    }
  } catch {
    // The next look may reach the server.
  }
  if (Date.now() < end) {
    setTimeout(look, 5000);
  }
}

setTimeout(look, 5000);

// Helps to store recovery codes. Without this script, users can write them down.
const box = document.getElementById("gatehouse-keep-codes");
const status = document.getElementById("gatehouse-codes-copied");
const codes = () => [...document.querySelectorAll("#kc-recovery-codes-list li")].map((item, at) => `${at + 1}: ${item.textContent}`).join("\r\n");
const press = (id, action) => document.getElementById(id).addEventListener("click", action);

box.hidden = false;
press("printRecoveryCodes", () => print());
press("copyRecoveryCodes", async (event) => {
  const { done } = event.target.dataset;
  await navigator.clipboard.writeText(codes());
  status.textContent = done;
});
press("downloadRecoveryCodes", () => {
  const { header, description, date } = box.dataset;
  const text = [header, codes(), description, `${date} ${new Date().toLocaleString(document.documentElement.lang)}`].join("\r\n\r\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = "kc-download-recovery-codes.txt";
  link.click();
  URL.revokeObjectURL(link.href);
});

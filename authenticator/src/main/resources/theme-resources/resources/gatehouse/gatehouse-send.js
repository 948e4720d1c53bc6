// Presses the button once, because the user has pressed one in the app to come here. Without this script the user presses it.
document.getElementById("gatehouse-send").click();

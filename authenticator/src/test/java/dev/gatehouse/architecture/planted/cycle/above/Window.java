package dev.gatehouse.architecture.planted.cycle.above;

/** Uses nothing. */
public final class Window {

    private Window() {}

    public static int height() {
        return 1;
    }
}

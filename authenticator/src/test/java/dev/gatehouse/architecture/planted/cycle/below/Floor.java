package dev.gatehouse.architecture.planted.cycle.below;

import dev.gatehouse.architecture.planted.cycle.above.Window;

/** Uses what is above. */
public final class Floor {

    private Floor() {}

    public static int height() {
        return Window.height() - 1;
    }
}

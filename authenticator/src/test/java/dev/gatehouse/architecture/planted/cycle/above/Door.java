package dev.gatehouse.architecture.planted.cycle.above;

import dev.gatehouse.architecture.planted.cycle.below.Floor;

/** Uses what is below. */
public final class Door {

    private Door() {}

    public static int height() {
        return Floor.height() + 1;
    }
}

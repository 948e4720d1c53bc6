package dev.gatehouse.architecture.planted.sound.above;

import dev.gatehouse.architecture.planted.sound.below.Floor;

/** Uses what is below. */
public final class Door {

    private Door() {}

    public static int height() {
        return Floor.height() + 1;
    }
}

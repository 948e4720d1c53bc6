package dev.gatehouse.architecture.planted.constant.above;

import dev.gatehouse.architecture.planted.constant.below.Floor;

/** Uses nothing but a constant. */
public final class Door {

    private Door() {}

    public static String name() {
        return "door above " + Floor.NAME;
    }
}

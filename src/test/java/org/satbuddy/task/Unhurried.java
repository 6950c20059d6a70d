package org.satbuddy.task;

/** Ignores all progress and is never stopped. */
public class Unhurried implements Progress {

    @Override
    public void stage(Stage stage) {}

    @Override
    public void note(String what) {}

    @Override
    public void begin() {}

    @Override
    public void write(String more) {}

    @Override
    public void spent(Usage usage) {}

    @Override
    public boolean stopped() {
        return false;
    }

    @Override
    public void onStop(Runnable action) {}
}

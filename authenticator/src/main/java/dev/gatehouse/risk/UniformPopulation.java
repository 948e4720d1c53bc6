package dev.gatehouse.risk;

/** Equal shares for about as many countries, systems and browsers as logins are usually seen from. */
enum UniformPopulation implements Population {
    INSTANCE;

    private static final double COUNTRIES = 200;
    private static final double SYSTEMS = 6;
    private static final double BROWSERS = 8;

    @Override
    public double country(String country) {
        return 1 / COUNTRIES;
    }

    @Override
    public double system(UserAgent userAgent) {
        return 1 / SYSTEMS;
    }

    @Override
    public double browserOnSystem(UserAgent userAgent) {
        return 1 / BROWSERS;
    }
}

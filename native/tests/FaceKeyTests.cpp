#include "tests/Check.h"
#include "tests/Hand.h"
#include "tests/Script.h"
#include "tests/Sound.h"

#include "plugin/PedalEditor.h"

namespace stompjar
{

/** One sample that is no number does not light a meter for good. */
static void checkMeter()
{
    constexpr auto infinity = std::numeric_limits<float>::infinity();
    Meter meter ("Level");
    const auto handler = meter.createAccessibilityHandler();
    const auto shown = [&] { return handler->getValueInterface()->getCurrentValueAsString(); };
    const auto lights = [&]
    {
        meter.setSize (44, 200);
        const auto picture = meter.createComponentSnapshot (meter.getLocalBounds());
        return picture.getPixelAt (22, 40).getBrightness();    // near the top
    };
    const auto dark = lights();

    for (const auto broken : { infinity, std::numeric_limits<float>::max(), std::numeric_limits<float>::quiet_NaN(), -infinity })
    {
        meter.update (broken);

        for (int i = 0; i < 300; ++i)    // ten seconds
            meter.update (0.1f);

        CHECK (shown().startsWith ("-20.0 dB"));
        CHECK_EQUAL (lights(), dark);
    }
}

void testFaceKeys()
{
    checkMeter();
}

}

#include "host/Envelope.h"

#include "host/Arguments.h"

#include <cmath>
#include <sstream>

namespace stompjar
{

static double number (const std::string& text)
{
    std::istringstream stream (text);
    stream.imbue (std::locale::classic());    // a point is a point in each country
    double value = 0;

    if (! (stream >> value) || ! stream.eof() || ! std::isfinite (value))
        throw UsageError ("\"" + text + "\" is not a number");

    return value;
}

Envelope::Envelope (const std::string& text)
{
    std::istringstream stream (text);

    for (std::string point; std::getline (stream, point, ',');)
    {
        const auto colon = point.find (':');
        const auto time = colon == std::string::npos ? 0.0 : number (point.substr (0, colon));
        const auto value = number (colon == std::string::npos ? point : point.substr (colon + 1));

        if (! points.empty() && (colon == std::string::npos || time < points.back().time))
            throw UsageError ("\"" + text + "\" is not an envelope: T:V,T:V with rising times");

        points.push_back ({ time, value });
    }

    if (points.empty())
        throw UsageError ("an envelope is empty");
}

double Envelope::at (double time) const
{
    if (time <= points.front().time)
        return points.front().value;

    for (size_t i = 1; i < points.size(); ++i)
    {
        const auto& a = points[i - 1];
        const auto& b = points[i];

        if (time < b.time)
            return a.value + (b.value - a.value) * (time - a.time) / (b.time - a.time);
    }

    return points.back().value;
}

}

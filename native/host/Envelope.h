#pragma once

#include <string>
#include <vector>

namespace stompjar
{

/** A parameter's value over time: "0.7", or "0:0,2:1" (seconds:value, straight lines between, flat outside). */
class Envelope
{
public:
    /** @throws UsageError */
    explicit Envelope (const std::string& text);

    /** @param time  seconds */
    double at (double time) const;

private:
    struct Point { double time, value; };
    std::vector<Point> points;
};

}

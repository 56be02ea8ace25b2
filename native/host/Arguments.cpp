#include "host/Arguments.h"

#include <algorithm>

namespace stompjar
{

Arguments::Arguments (int count, char** words, const std::vector<std::string>& named, const std::vector<std::string>& flags)
{
    const auto isIn = [] (const std::vector<std::string>& list, const std::string& name)
    {
        return std::find (list.begin(), list.end(), name) != list.end();
    };

    for (int i = 0; i < count; ++i)
    {
        const std::string name = words[i];

        if (isIn (flags, name))
            options.push_back ({ name, "" });
        else if (! isIn (named, name))
            throw UsageError ("unknown option " + name);
        else if (++i == count)
            throw UsageError (name + " needs a value");
        else
            options.push_back ({ name, words[i] });
    }
}

bool Arguments::has (const std::string& name) const
{
    return ! all (name).empty();
}

std::string Arguments::required (const std::string& name) const
{
    const auto values = all (name);

    if (values.empty())
        throw UsageError (name + " is missing");

    return values.back();
}

std::string Arguments::optional (const std::string& name, const std::string& fallback) const
{
    const auto values = all (name);
    return values.empty() ? fallback : values.back();
}

std::vector<std::string> Arguments::all (const std::string& name) const
{
    std::vector<std::string> values;

    for (const auto& option : options)
        if (option.name == name)
            values.push_back (option.value);

    return values;
}

int wholeNumber (const std::string& option, const std::string& text, int least)
{
    try
    {
        size_t used = 0;
        const auto number = std::stoi (text, &used);

        if (used == text.size() && number >= least)
            return number;
    }
    catch (const std::exception&) {}

    throw UsageError (option + " wants a whole number from " + std::to_string (least) + ", not " + text);
}

}

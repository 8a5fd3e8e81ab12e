learn-chain = A regra da cadeia
learn-chain-what =
    Os valores correm para a frente, a verde. Os gradientes correm para trás, a laranja: pelo caminho, um gradiente é
    multiplicado pelo fator de cada seta.
learn-chain-longer = Mais um fator: x = 5v − 2
learn-node = { $name } = { $value }, gradiente { $gradient }

learn-hand = Uma rede à mão
learn-hand-what =
    Duas entradas e um viés, duas unidades ocultas sigmoides, uma saída sigmoide. x = (1, 0), o alvo é 1, todos os pesos começam
    em 0, a taxa de aprendizagem é 0,5. Cada aresta mostra o seu peso e, a laranja, o que o passo lhe soma.
learn-hand-way = Erros ocultos a partir dos
learn-hand-descent = Pesos antigos
learn-hand-lecture = Pesos atualizados
learn-hand-descent-why =
    Isto é **descida do gradiente**: o gradiente pertence aos pesos que fizeram a saída, e o peso no caminho de volta é { $back }.
    O erro oculto δ é { $error }.
learn-hand-lecture-why =
    Isto é **o que a aula calcula**: primeiro atualizam-se os pesos da saída, e os novos levam o erro para trás. O erro oculto δ é { $error }. Já
    não é o gradiente, que usava { $back }; com uma taxa pequena, os dois ficam próximos.
learn-hand-same =
    As duas unidades ocultas ficam sempre iguais, porque começaram iguais. Pesos aleatórios, em vez de zeros, deixam as unidades
    aprender coisas diferentes.
learn-target = alvo { $target }
learn-network-alt =
    A rede com os seus valores: saída { $output }, erro da saída { $error }, unidades ocultas { $hidden }, erro oculto { $back }.

learn-matrices = Todas as entradas de uma vez
learn-matrices-what =
    As quatro entradas de XOR são as linhas de X, com um 1 para o viés. Duas camadas são dois produtos de matrizes. O erro E é o
    erro quadrático médio.
learn-function = A função f
learn-function-step = Degrau
learn-function-sigmoid = Sigmoide
learn-forwards = **Para a frente**
learn-backwards = **Para trás**
learn-function-step-why =
    Estes pesos resolvem XOR, mas um degrau é plano: a sua derivada é 0, e com ela todos os gradientes. Com pesos errados, a rede
    também não poderia aprender. Daí a sigmoide.
learn-function-sigmoid-why =
    A inclinação f·(1 − f) da sigmoide nunca é 0, por isso cada peso sabe para que lado ir.

# Onde o texto diz «um» ou «uma», a variante é [1]: no Brasil, a categoria «one» inclui o zero.

learn-rule = A regra do perceptrão
learn-rule-what =
    Um perceptrão traça uma reta: responde 1 onde w·x + b é pelo menos 0. Olha para um ponto de cada vez. Se a resposta está
    errada, a regra move a reta: w ← w + err·x, b ← b + err.
learn-points = Pontos
learn-set-and = E (AND)
learn-set-or = OU (OR)
learn-set-clouds = Duas nuvens
learn-set-xor = OU exclusivo (XOR)
learn-rule-right =
    { $points ->
        [1] A reta nova tem { NUMBER($right) } de um ponto do lado certo.
       *[other] A reta nova tem { NUMBER($right) } de { NUMBER($points) } pontos do lado certo.
    }
learn-rule-converged =
    { $epochs ->
        [1] Terminado: a primeira época não teve erros.
       *[other] Terminado: a época { NUMBER($epochs) } não teve erros, por isso nada mais se move.
    }
learn-rule-cycles =
    { $epochs ->
        [1] Depois de uma época, os pesos são de novo os do início: a regra anda às voltas para sempre. Nenhuma reta separa XOR.
       *[other] Depois da época { NUMBER($epochs) }, os pesos são de novo os de uma época anterior: a regra anda às voltas para
            sempre. Nenhuma reta separa XOR.
    }
learn-rule-alt = Passo { NUMBER($step) }: a reta tem { NUMBER($right) } de { NUMBER($points) } pontos do lado certo.

learn-xor = XOR precisa de uma dobra
learn-xor-what =
    Uma rede de duas camadas com duas unidades ocultas aprende XOR por descida do gradiente. A cor é a sua resposta em cada
    lugar. O cursor percorre as épocas.
learn-hidden = Unidades ocultas
learn-hidden-tanh = Com tanh
learn-hidden-identity = Sem não-linearidade
learn-epoch = Época
learn-right = Certos
learn-of = { NUMBER($right) } de { NUMBER($points) }
learn-loss = Entropia cruzada
learn-xor-line =
    Duas camadas lineares são uma só, por isso a fronteira é uma reta. No melhor caso, 3 de 4 pontos estão do lado certo, e a
    rede acaba em 0,5 por todo o lado: a entropia cruzada é ln 2 = { $chance }.
learn-xor-bent = Cada unidade oculta traça a sua própria reta. A saída combina as duas, e a fronteira dobra.
learn-xor-alt = Época { NUMBER($epoch) }: a rede tem { NUMBER($right) } de { NUMBER($points) } pontos certos.

learn-penalty = L2 suaviza a fronteira
learn-penalty-what =
    Uma rede com { NUMBER($units) } unidades ocultas aprende 30 pontos com ruído. A penalização L2 soma à perda a soma dos
    quadrados dos pesos, vezes a sua intensidade.
learn-l2 = Intensidade da penalização L2
learn-on-training = Pontos de treino certos
learn-on-new = Pontos novos certos
learn-penalty-then =
    Sem penalização, a fronteira contorna pontos isolados: aprende o ruído. Uma pequena penalização suaviza-a, e mais pontos
    novos ficam certos. Uma grande deixa pouco mais do que uma reta.
learn-penalty-alt = Com uma penalização L2 de { $l2 }, { $training } dos pontos de treino e { $new } dos pontos novos estão certos.
